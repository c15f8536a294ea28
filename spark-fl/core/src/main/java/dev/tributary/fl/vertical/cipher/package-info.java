/**
 * The ciphers of the trees' private linear map, as jobs, estimators, plans, reports and benchmarks
 * know them: {@link dev.tributary.fl.vertical.cipher.Ciphers} has one entry each. Whatever depends
 * on a cipher is said by its {@link dev.tributary.fl.vertical.cipher.Cipher} and its {@link
 * dev.tributary.fl.vertical.cipher.Protection}; nothing else asks which one it is.
 */
package dev.tributary.fl.vertical.cipher;
