#!/bin/sh
echo a tool of the site
