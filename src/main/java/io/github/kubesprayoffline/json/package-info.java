/** JSON written one way, and read with errors that say where. */
package io.github.kubesprayoffline.json;
