package dev.tributary.fl.linearmap.paillier;

/** Whether feature parties learn which sample is in which node. */
enum Membership {
  REVEALED,
  HIDDEN
}
