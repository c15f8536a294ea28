/** From values to bins: cuts of features and the layout of feature blocks. */
package dev.tributary.fl.feature;
