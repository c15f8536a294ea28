package dev.tributary.fl.vertical.nodesums;

import java.io.Serializable;

/**
 * Which sums one level of the trees of a round needs. A channel is one tree node; siblings of built
 * nodes have none, since subtraction gives theirs.
 *
 * @param level 0 at the root
 * @param channels number of channels over all classes, at least 1
 * @param channelOfRow {@code [class][training row]}, channel of the row's node or -1
 */
public record LevelChannels(int level, int channels, short[][] channelOfRow)
    implements Serializable {}
