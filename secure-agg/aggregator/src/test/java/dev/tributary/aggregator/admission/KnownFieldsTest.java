package dev.tributary.aggregator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.MailboxGrpc;
import dev.tributary.transport.proto.Step;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** A service whose requests hold what their format names and no more. */
class KnownFieldsTest {
  private final ServerServiceDefinition service =
      KnownFields.only(new MailboxGrpc.MailboxImplBase() {});

  private Object parsed(String method, byte[] bytes) {
    MethodDescriptor<?, ?> described =
        service.getMethod(MailboxGrpc.SERVICE_NAME + "/" + method).getMethodDescriptor();
    return described.getRequestMarshaller().parse(new ByteArrayInputStream(bytes));
  }

  private static UnknownFieldSet many(LongFunction<UnknownFieldSet.Field> field) {
    return UnknownFieldSet.newBuilder().addField(100, field.apply(7)).build();
  }

  @Test
  void everyCallIsThere() {
    assertThat(service.getMethods())
        .extracting(method -> method.getMethodDescriptor().getFullMethodName())
        .containsExactlyInAnyOrderElementsOf(
            MailboxGrpc.getServiceDescriptor().getMethods().stream()
                .map(MethodDescriptor::getFullMethodName)
                .toList());
    assertThat(service.getServiceDescriptor().getSchemaDescriptor())
        .isSameAs(MailboxGrpc.getServiceDescriptor().getSchemaDescriptor());
  }

  @Test
  void whatTheFormatNamesIsKeptAndTheRestIsNotAtAnyDepth() {
    UnknownFieldSet numbers =
        many(n -> UnknownFieldSet.Field.newBuilder().addVarint(n).addVarint(n).build());
    Step step = Step.newBuilder().setName("sums").setUnknownFields(numbers).build();
    CommitRequest request =
        CommitRequest.newBuilder().setRun("spring-0").setPieces(3).setStep(step).build();

    CommitRequest read =
        (CommitRequest)
            parsed("Commit", request.toBuilder().setUnknownFields(numbers).build().toByteArray());

    assertThat(read.getUnknownFields().asMap()).isEmpty();
    assertThat(read.getStep().getUnknownFields().asMap()).isEmpty();
    assertThat(read)
        .isEqualTo(request.toBuilder().setStep(Step.newBuilder().setName("sums")).build());
  }

  @Test
  void whatIsNoMessageEndsTheCall() {
    assertThatThrownBy(() -> parsed("Commit", new byte[] {10, 50}))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL))
        .hasMessageContaining("the bytes are no message of this call");
  }
}
