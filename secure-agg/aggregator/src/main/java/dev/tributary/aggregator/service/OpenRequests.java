package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.session.OpenCall;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.proto.OpenRequest;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks of the messages that open a session. */
final class OpenRequests {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_NAME = 64;
  private static final int MAX_PARTIES = 100;
  private static final int INSTANCE_BYTES = 16;
  private static final int MAX_INTRODUCTION = 1 << 15;

  private OpenRequests() {}

  static OpenCall checked(OpenRequest request, PartyId caller) {
    SortedSet<PartyId> parties = new TreeSet<>();
    SortedSet<PartyId> needed = new TreeSet<>();
    LossRule rule;
    try {
      RunId name = new RunId(request.getName());
      request.getPartiesList().forEach(party -> parties.add(new PartyId(party)));
      request.getNeededList().forEach(party -> needed.add(new PartyId(party)));
      rule = new LossRule(request.getMinParties(), needed, request.getComesBack());
      if (name.value().length() > MAX_NAME
          || !parties.containsAll(needed)
          || rule.minParties() > parties.size()
          || parties.size() < 2
          || parties.size() > MAX_PARTIES
          || request.getInstance().size() != INSTANCE_BYTES
          || !SHA256.matcher(request.getJobSha256()).matches()) {
        throw new MalformedMessageException("the opening of a session is broken");
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
    if (!parties.contains(caller)) {
      throw FederationException.user(
          "%s is not a party of run %s, which names %s: use the certificate of one of them",
          caller, request.getName(), parties);
    }
    return new OpenCall(
        request.getName(),
        request.getJobSha256(),
        parties,
        caller,
        request.getInstance().toByteArray(),
        rule);
  }

  static void checkIntroduction(ByteString introduction) {
    if (introduction.isEmpty() || introduction.size() > MAX_INTRODUCTION) {
      throw new MalformedMessageException(
          "an introduction must have 1 to "
              + MAX_INTRODUCTION
              + " bytes. Provided value: "
              + introduction.size());
    }
  }
}
