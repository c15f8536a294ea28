package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.vertical.cipher.Protection;
import java.util.List;

/** What each role could see in a run of trees, as the cipher in its mode says it. */
public record GbdtDisclosure(Protection protection) implements Disclosure {
  @Override
  public List<String> featureParty() {
    return protection.featureParty();
  }

  @Override
  public List<String> labelParty() {
    return protection.labelParty();
  }
}
