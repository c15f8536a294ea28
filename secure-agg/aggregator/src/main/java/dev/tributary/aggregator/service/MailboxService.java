package dev.tributary.aggregator.service;

import dev.tributary.aggregator.admission.Caller;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.transport.proto.AbortReply;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.AwaitReply;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CancelRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.ExcludeRequest;
import dev.tributary.transport.proto.FetchFrame;
import dev.tributary.transport.proto.FetchRequest;
import dev.tributary.transport.proto.FinishReply;
import dev.tributary.transport.proto.FinishRequest;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.HelloReply;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.IntroduceRequest;
import dev.tributary.transport.proto.MailboxGrpc;
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersReply;
import dev.tributary.transport.proto.PeersRequest;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.ReleaseRequest;
import dev.tributary.transport.proto.StatusReply;
import dev.tributary.transport.proto.StatusRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/**
 * The calls of {@code mailbox.proto}, each handed to the class of its kind together with who makes
 * it. Those check the form of every message; what a party may do in a run is the {@link Session}'s
 * to say.
 */
public final class MailboxService extends MailboxGrpc.MailboxImplBase {
  private final Sessions sessions;
  private final Traffic traffic;
  private final Answers answers;
  private final OpeningCalls opening;
  private final MessageCalls messages;
  private final RunCalls runs;
  private final OperatorCalls operators;

  /**
   * @param lease how long a driver may be silent
   * @param longestWait how long a call may wait for other parties before it is made again
   */
  public MailboxService(
      Sessions sessions,
      AuditLog audit,
      Traffic traffic,
      OperatorLog log,
      Duration lease,
      Duration longestWait) {
    this.sessions = sessions;
    this.traffic = traffic;
    Waits waits = new Waits(longestWait);
    answers = new Answers(traffic, log);
    opening = new OpeningCalls(sessions, lease, waits);
    messages = new MessageCalls(sessions, audit, traffic, answers, waits);
    runs = new RunCalls(sessions, audit, waits);
    operators = new OperatorCalls(sessions);
  }

  @Override
  public void hello(HelloRequest request, StreamObserver<HelloReply> reply) {
    answers.unary(reply, () -> opening.hello(Caller.current(), request));
  }

  @Override
  public void open(OpenRequest request, StreamObserver<OpenReply> reply) {
    answers.unary(reply, () -> opening.open(Caller.current(), request));
  }

  @Override
  public void introduce(IntroduceRequest request, StreamObserver<Empty> reply) {
    answers.unary(reply, () -> opening.introduce(Caller.current(), request));
  }

  @Override
  public void peers(PeersRequest request, StreamObserver<PeersReply> reply) {
    answers.unary(reply, () -> opening.peers(Caller.current(), request));
  }

  @Override
  public StreamObserver<PutFrame> put(StreamObserver<PutReply> reply) {
    return new PutReceiver(sessions, traffic, answers, Caller.current(), reply);
  }

  @Override
  public void commit(CommitRequest request, StreamObserver<Empty> reply) {
    answers.unary(reply, () -> messages.commit(Caller.current(), request));
  }

  @Override
  public void await(AwaitRequest request, StreamObserver<AwaitReply> reply) {
    answers.unary(reply, () -> messages.await(Caller.current(), request));
  }

  @Override
  public void fetch(FetchRequest request, StreamObserver<FetchFrame> reply) {
    try {
      messages.fetch(Caller.current(), request, (ServerCallStreamObserver<FetchFrame>) reply);
    } catch (RuntimeException e) {
      answers.fail(reply, e);
    }
  }

  @Override
  public void release(ReleaseRequest request, StreamObserver<Empty> reply) {
    answers.unary(reply, () -> messages.release(Caller.current(), request));
  }

  @Override
  public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatReply> reply) {
    answers.unary(reply, () -> runs.heartbeat(Caller.current(), request));
  }

  @Override
  public void exclude(ExcludeRequest request, StreamObserver<Empty> reply) {
    answers.unary(reply, () -> runs.exclude(Caller.current(), request));
  }

  @Override
  public void abort(AbortRequest request, StreamObserver<AbortReply> reply) {
    answers.unary(reply, () -> runs.abort(Caller.current(), request));
  }

  @Override
  public void finish(FinishRequest request, StreamObserver<FinishReply> reply) {
    answers.unary(reply, () -> runs.finish(Caller.current(), request));
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> reply) {
    answers.unary(reply, () -> operators.status(Caller.current(), request));
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<Empty> reply) {
    answers.unary(reply, () -> operators.cancel(Caller.current(), request));
  }
}
