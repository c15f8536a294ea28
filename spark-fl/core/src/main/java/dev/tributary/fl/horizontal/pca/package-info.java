/**
 * Principal components of parties with the same columns: the covariance of all rows is one secure
 * sum of products after two of moments.
 */
package dev.tributary.fl.horizontal.pca;
