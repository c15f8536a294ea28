package dev.tributary.fl.vertical.cipher;

/**
 * What the sums of one tree cost between the label party and one feature party: upper bounds for a
 * full tree. Of two siblings one is summed, so level {@code d} sums {@code max(1, 2^(d-1))} nodes.
 *
 * @param down bytes from the label party to the feature party
 * @param up bytes from the feature party to the label party
 * @param encryptions at the label party
 * @param additions at the feature party: of ciphertexts, or of numbers where nothing is encrypted
 * @param decryptions at the label party
 */
public record SumCost(
    double down, double up, double encryptions, double additions, double decryptions) {}
