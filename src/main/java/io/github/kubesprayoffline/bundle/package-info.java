/** Writes, reads and verifies the one archive, byte for byte the same for the same lock. */
package io.github.kubesprayoffline.bundle;
