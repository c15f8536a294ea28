/** How good a model's scores are: plain numbers over labels and scores, no Spark. */
package dev.tributary.fl.evaluation;
