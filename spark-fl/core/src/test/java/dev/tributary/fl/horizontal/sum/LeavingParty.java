package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;

/** A party whose process is killed before it sends, or hears, one step. */
public final class LeavingParty extends ForwardingExchange {
  private final InMemoryMailbox mailbox;
  private final String step;
  private final int sum;
  private volatile boolean killed;

  /**
   * @param step whole, or its end, such as {@code glm-step/vector}
   */
  public LeavingParty(InMemoryMailbox mailbox, Exchange end, String step) {
    this(mailbox, end, step, 0);
  }

  /**
   * @param sum number of the first sum of the session whose step it may be
   */
  LeavingParty(InMemoryMailbox mailbox, Exchange end, String step, int sum) {
    super(end);
    this.mailbox = mailbox;
    this.step = step;
    this.sum = sum;
  }

  /** What ends the party's thread; it tells nobody anything any more. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void at(StepAddress address) {
    if (address.round() >= sum
        && (address.step().equals(step) || address.step().endsWith("/" + step))) {
      killed = true;
      mailbox.lose(self());
    }
    if (killed) {
      throw new Killed();
    }
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    at(address.step());
    return super.put(address, payload);
  }

  @Override
  public void commit(StepManifest manifest) {
    at(manifest.step());
    super.commit(manifest);
  }

  @Override
  public StepManifest await(StepAddress address, Duration timeout) {
    at(address);
    return super.await(address, timeout);
  }

  /** Nobody hears of a killed process, and it hears of nobody. */
  @Override
  public RuntimeException abort(RuntimeException own) {
    return killed ? own : super.abort(own);
  }
}
