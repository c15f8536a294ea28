/** The seeded activation campaign of the demo: a lender's dormant users and a bureau's columns. */
package dev.tributary.fl.simulate.campaign;
