package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.id.Checksum;
import java.nio.file.Path;

/**
 * An archive that stands complete under its final name.
 *
 * @param file the archive
 * @param sha256 of the archive itself
 * @param size of the archive in bytes
 */
public record WrittenBundle(Path file, Checksum sha256, long size) {}
