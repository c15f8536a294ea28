/**
 * Private linear maps of a tree level: the matrix (split candidates x samples) belongs to a feature
 * party, the vectors (gradients per node channel) to the label party, and only the label party
 * learns the product. One cipher is one {@link dev.tributary.fl.vertical.nodesums.LinearMap}.
 */
package dev.tributary.fl.vertical.nodesums;
