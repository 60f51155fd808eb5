/** Reads a bundle, of which nothing is trusted: whether archive, volumes or unpacked folder. */
package io.github.kubesprayoffline.bundle.read;
