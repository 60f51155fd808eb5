/** Strings parsed once, at the edge: checksums, image references, platforms, sizes. */
package io.github.kubesprayoffline.id;
