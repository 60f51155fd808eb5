package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.play.model.Place;
import io.github.kubesprayoffline.play.walk.Answer;
import io.github.kubesprayoffline.play.walk.Call;
import io.github.kubesprayoffline.play.walk.Listener;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Turns calls of modules into asks. */
public final class Collector implements Listener {

  private final Asks asks = new Asks();
  private final List<Family> families;

  /** Modules of one kind. */
  @FunctionalInterface
  interface Family {
    /** Hands over what a call asks for. */
    void read(Call call, Answer answer, Consumer<Ask> found);
  }

  /**
   * A collector.
   *
   * @param hosts the names of the inventory, which are not the world outside
   */
  public Collector(Set<String> hosts) {
    Addresses addresses = new Addresses(hosts);
    this.families =
        List.of(
            new PackageModules(),
            new RepositoryModules(addresses),
            new FileModules(addresses),
            new ChartModules(),
            new CommandModules(addresses),
            new ImageModules());
  }

  @Override
  public void called(Call call, Answer answer) {
    Source source = Source.of(call);
    for (Family each : families) {
      each.read(call, answer, ask -> asks.add(ask, source, call.host(), call.isCertain()));
    }
  }

  @Override
  public void failed(Place place, String host, String why) {
    asks.fail(place.toString(), why);
  }

  /** What was asked for. */
  public Asks asks() {
    return asks;
  }
}
