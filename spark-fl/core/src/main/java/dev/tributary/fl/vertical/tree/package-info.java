/**
 * Vertical gradient-boosted trees: level-wise, second order, over private linear maps. {@link
 * dev.tributary.fl.vertical.tree.VerticalGbt} is the way in; README.md beside this file has the
 * rounds and who learns what.
 */
package dev.tributary.fl.vertical.tree;
