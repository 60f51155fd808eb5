package io.github.kubesprayoffline.catalog;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A few of the trees and inventories of {@link AlikeHostsIT}. */
class AlikeHostsTest extends AlikeHosts {

  @Property(tries = 50)
  void node_hasWhatEachOfItsHostsHasAlone(
      @ForAll("trees") String tree, @ForAll("inventories") String inventory) throws IOException {
    requireAlike(tree, inventory);
  }
}
