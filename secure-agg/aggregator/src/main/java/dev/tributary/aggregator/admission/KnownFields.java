package dev.tributary.aggregator.admission;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A service that keeps of its requests what their format names. Protocol Buffers keep the rest too
 * unless told otherwise: two bytes on the wire become an object, so that a message takes more than
 * ten times the memory that {@link ArrivingBytes} counts.
 */
public final class KnownFields {
  private KnownFields() {}

  /** The same service, whose requests have no other fields. */
  public static ServerServiceDefinition only(BindableService service) {
    ServerServiceDefinition whole = service.bindService();
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    whole.getMethods().forEach(method -> methods.add(only(method)));
    ServiceDescriptor.Builder described =
        ServiceDescriptor.newBuilder(whole.getServiceDescriptor().getName())
            .setSchemaDescriptor(whole.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> described.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(described.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static <Q, R> ServerMethodDefinition<Q, R> only(ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> described = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        described.toBuilder().setRequestMarshaller(only(described.getRequestMarshaller())).build(),
        method.getServerCallHandler());
  }

  @SuppressWarnings("unchecked") // A message's parser makes messages of its own class.
  private static <Q> Marshaller<Q> only(Marshaller<Q> whole) {
    Message prototype = (Message) ((PrototypeMarshaller<Q>) whole).getMessagePrototype();
    Parser<Q> parser = (Parser<Q>) DiscardUnknownFieldsParser.wrap(prototype.getParserForType());
    return new Marshaller<>() {
      @Override
      public InputStream stream(Q request) {
        return whole.stream(request);
      }

      @Override
      public Q parse(InputStream bytes) {
        try {
          return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
          throw Status.INTERNAL
              .withDescription("the bytes are no message of this call")
              .withCause(e)
              .asRuntimeException();
        }
      }
    };
  }
}
