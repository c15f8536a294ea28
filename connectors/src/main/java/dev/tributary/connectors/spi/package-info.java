/**
 * What a kind of table must be able to do. A connector implements {@link
 * dev.tributary.connectors.spi.TableFormat}, stands in {@code TableFormats} and passes {@code
 * TableContract}.
 */
package dev.tributary.connectors.spi;
