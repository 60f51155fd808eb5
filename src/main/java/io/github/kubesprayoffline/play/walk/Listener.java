package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.play.model.Place;

/** Is told what happens on a walk. */
public interface Listener {

  /** A module would run. */
  void called(Call call, Answer answer);

  /** A task cannot be evaluated; the walk goes on as if it had been done. */
  void failed(Place place, String host, String why);
}
