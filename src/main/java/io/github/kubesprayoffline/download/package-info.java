/** Brings the locked files into the store. */
package io.github.kubesprayoffline.download;
