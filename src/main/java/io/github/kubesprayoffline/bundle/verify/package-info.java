/** Compares a bundle with its checksums, its lock, and what would be generated from both. */
package io.github.kubesprayoffline.bundle.verify;
