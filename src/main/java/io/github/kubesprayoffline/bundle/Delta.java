package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.DeltaList.Where;
import io.github.kubesprayoffline.bundle.archive.Entry;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.Resource;
import io.github.kubesprayoffline.lock.Lock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a bundle an older one does not have. {@code delta.list} says where the rest comes from,
 * and {@code apply.sh} brings it: the result is the whole bundle, file by file.
 */
public final class Delta {

  private final Map<Checksum, String> old = new HashMap<>();
  private final List<DeltaList.Line> list = new ArrayList<>();
  private final Set<String> absent = new HashSet<>();

  private Delta(Lock since) {
    since.files().forEach(file -> old.put(file.sha256(), BundleLayout.file(file.path())));
    OciLayout.blobs(since).keySet().forEach(digest -> old.put(digest, BundleLayout.blob(digest)));
  }

  /**
   * The delta of a whole bundle's plan.
   *
   * @param since what the old bundle holds
   * @param documents the manifests and indexes, which a delta always has: without them nobody can
   *     tell what it lacks
   */
  static List<Entry> of(List<Entry> entries, Lock since, Set<Checksum> documents) {
    Delta delta = new Delta(since);
    documents.forEach(delta.old::remove);
    List<Entry> left = new ArrayList<>();
    for (Entry entry : entries) {
      if (!delta.omits(entry)) {
        left.add(entry);
      }
    }
    left.add(Entry.of(BundleLayout.DELTA_SCRIPT, script()));
    left.add(Entry.of(BundleLayout.DELTA_LIST, new DeltaList(delta.list).write()));
    return left;
  }

  /** {@code apply.sh}, which makes a whole bundle of a delta and the older one. */
  public static byte[] script() {
    return Resource.bytes(Delta.class, BundleLayout.DELTA_SCRIPT);
  }

  private boolean omits(Entry entry) {
    if (entry.content() instanceof Entry.Content.Link link && absent.contains(link.target())) {
      return omit(Where.NEW, link.target(), entry.path());
    }
    String from = old.get(entry.sha256());
    return entry.content() instanceof Entry.Content.File
        && from != null
        && omit(Where.OLD, from, entry.path());
  }

  private boolean omit(Where where, String from, String to) {
    list.add(new DeltaList.Line(where, from, to));
    return absent.add(to);
  }
}
