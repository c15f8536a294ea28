/** What each party keeps of jointly trained trees. */
package dev.tributary.fl.vertical.tree.model;
