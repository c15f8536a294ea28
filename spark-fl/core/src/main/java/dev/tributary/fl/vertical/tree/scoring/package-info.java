/** Scoring with trees whose splits several parties keep. */
package dev.tributary.fl.vertical.tree.scoring;
