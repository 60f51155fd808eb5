package io.github.kubesprayoffline.bundle.layout;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.oci.LayoutFiles;
import java.util.List;

/**
 * The names of the files in a bundle, by path below its top folder. Whoever writes, reads or checks
 * one takes them from here. Those of folders end in a slash.
 */
public final class BundleLayout {

  /** The checksums of all other files. */
  public static final String SUMS = "SHA256SUMS";

  /** What each file and image has to be. */
  public static final String LOCK = "lock.json";

  /** What the inventory asked for. */
  public static final String CATALOG = "catalog.json";

  /** The bill of materials. */
  public static final String SBOM = "sbom.cdx.json";

  /** What an operator does with all this. */
  public static final String README = "README.md";

  /** The locked files, by host and path. */
  public static final String FILES = "files/";

  /** The OCI image layout. */
  public static final String IMAGES = "images/";

  /** What the images consist of; see {@link #blob}. */
  public static final String BLOBS = IMAGES + LayoutFiles.BLOBS;

  /** The same images as the distribution registry stores them. */
  public static final String REGISTRY = "registry/";

  /** Below it, what the registry has of each repository; see {@link #repository}. */
  public static final String REPOSITORIES = REGISTRY + "docker/registry/v2/repositories/";

  /** In a repository's folder: what it has of its manifests and indexes; see {@link #revision}. */
  public static final String REVISIONS = "_manifests/revisions/";

  /** The source archive. */
  public static final String KUBESPRAY = "kubespray/";

  /** The inventory, with the overlay in it. */
  public static final String INVENTORY = "inventory/";

  /** The extra vars, the strongest last. */
  public static final String EXTRA_VARS = "extra-vars/";

  /** The pinned versions, and an inventory to fill in. */
  public static final String CONFIG = "config/";

  /** In a delta only: where what it lacks comes from. */
  public static final String DELTA_LIST = "delta.list";

  /** In a delta only: what makes a whole bundle of it. */
  public static final String DELTA_SCRIPT = "apply.sh";

  /** What stands first in an archive, so that a reader that streams knows what to expect. */
  public static final List<String> FIRST = List.of(SUMS, LOCK, CATALOG);

  private BundleLayout() {}

  /** Where a locked file lies. */
  public static String file(String path) {
    return FILES + path;
  }

  /** Where a manifest, config or layer lies. */
  public static String blob(Checksum digest) {
    return IMAGES + LayoutFiles.blob(digest);
  }

  /** The folder of a repository of the registry. */
  public static String repository(String name) {
    return REPOSITORIES + name + "/";
  }

  /** The file in a repository's folder that tells that it has a manifest or index. */
  public static String revision(Checksum digest) {
    return REVISIONS + digest.algorithm().label() + "/" + digest.hex() + "/link";
  }

  /** A folder's path without the slash at its end. */
  public static String folder(String folder) {
    return folder.substring(0, folder.length() - 1);
  }
}
