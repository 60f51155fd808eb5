/** Streams and folders with bounds, and files that are written whole or not at all. */
package io.github.kubesprayoffline.io;
