/**
 * Strings parsed once, at the edge: checksums, image references, platforms, sizes; URLs as they may
 * be printed.
 */
package io.github.kubesprayoffline.id;
