/**
 * The linear map over lattices: feature parties sum over all samples and learn neither gradients
 * nor which sample is in which node. Roles and messages are those of {@link
 * dev.tributary.protocol.linearmap}; here they meet a party's shards and a session.
 */
package dev.tributary.fl.vertical.nodesums.lattice;
