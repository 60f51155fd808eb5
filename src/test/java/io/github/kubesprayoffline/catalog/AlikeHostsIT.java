package io.github.kubesprayoffline.catalog;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Trees and inventories of whatever tells hosts apart. */
class AlikeHostsIT extends AlikeHosts {

  @Property(tries = 300)
  void node_hasWhatEachOfItsHostsHasAlone(
      @ForAll("trees") String tree, @ForAll("inventories") String inventory) throws IOException {
    requireAlike(tree, inventory);
  }
}
