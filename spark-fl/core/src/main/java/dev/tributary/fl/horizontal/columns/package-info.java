/** That parties have the same columns, matched by name. */
package dev.tributary.fl.horizontal.columns;
