package dev.tributary.fl.bench;

import java.util.Map;

/**
 * One measured training.
 *
 * @param secondsPerTree from the first gradient to the last leaf, over trees
 * @param bytesPerTree at the label party's sockets in both directions while it trains, over trees;
 *     what is exchanged once per training included; 0 without a peer
 * @param peakMegabytes largest resident memory by process
 * @param stages seconds by stage at the label party
 */
record TreeRun(
    double secondsPerTree,
    double bytesPerTree,
    Map<String, Long> peakMegabytes,
    Map<String, Double> stages) {}
