package dev.tributary.fl.vertical.nodesums.paillier;

/** Whether feature parties learn which sample is in which node. */
enum MembershipMode {
  REVEALED,
  HIDDEN
}
