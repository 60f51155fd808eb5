/** Serves an opened bundle: files and a pull-only registry on one port. */
package io.github.kubesprayoffline.serve;
