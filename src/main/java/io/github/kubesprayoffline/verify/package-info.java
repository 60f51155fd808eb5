/** Proves a bundle, and a configuration, closed: nothing selected is asked for elsewhere. */
package io.github.kubesprayoffline.verify;
