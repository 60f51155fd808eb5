/** Packs entries into a reproducible archive: order, headers, compression, volumes. */
package io.github.kubesprayoffline.bundle.archive;
