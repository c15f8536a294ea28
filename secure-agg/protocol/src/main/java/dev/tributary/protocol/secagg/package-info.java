/**
 * Secure aggregation: members of a run learn the sum of their vectors and nothing else of each
 * other, a summing party that adds masked vectors learns the same sum.
 *
 * <p>Roles are plain objects with one method per step: {@link
 * dev.tributary.protocol.secagg.SumMember} for a run and {@link
 * dev.tributary.protocol.secagg.MemberRound} for one sum at a member, {@link
 * dev.tributary.protocol.secagg.SummingRound} at the summing party. README.md in the module's
 * {@code secagg} folder has rounds, leakage and what a deviating party can do.
 */
package dev.tributary.protocol.secagg;
