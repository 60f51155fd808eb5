/** Knows the formats of images: documents, descriptors, layouts; reads and prints them one way. */
package io.github.kubesprayoffline.oci;
