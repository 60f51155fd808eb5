/** Pins the catalog: checksum, size, digest; reads and writes it canonically. */
package io.github.kubesprayoffline.lock;
