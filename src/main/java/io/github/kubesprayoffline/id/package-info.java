/** Strings parsed once, at the edge: checksums, image references, platforms. */
package io.github.kubesprayoffline.id;
