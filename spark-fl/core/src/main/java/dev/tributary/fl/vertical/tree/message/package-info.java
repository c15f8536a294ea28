/** The messages of the tree protocol, one record per step. */
package dev.tributary.fl.vertical.tree.message;
