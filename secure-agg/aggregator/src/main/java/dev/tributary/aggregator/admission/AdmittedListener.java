package dev.tributary.aggregator.admission;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;

/** Gives back what a call took when it has ended, and ends its work where it was refused late. */
final class AdmittedListener<Q> extends SimpleForwardingServerCallListener<Q> {
  private final RefusableCall<Q, ?> call;
  private final Runnable giveBack;

  AdmittedListener(ServerCall.Listener<Q> listener, RefusableCall<Q, ?> call, Runnable giveBack) {
    super(listener);
    this.call = call;
    this.giveBack = giveBack;
  }

  @Override
  public void onCancel() {
    try {
      super.onCancel();
    } finally {
      giveBack.run();
    }
  }

  @Override
  public void onComplete() {
    try {
      if (call.refused()) {
        // The work did not end by itself and must let go of what it has.
        super.onCancel();
      } else {
        super.onComplete();
      }
    } finally {
      giveBack.run();
    }
  }
}
