/** Regression trees as models keep them, whoever grew them. */
package dev.tributary.fl.tree;
