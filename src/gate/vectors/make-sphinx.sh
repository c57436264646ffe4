#!/usr/bin/env bash
# Makes the inventory of this folder with Sphinx (Debian's python3-sphinx). Each plant is a name of terms.json.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
mkdir source
printf 'project = "%s"\nversion = "%s"\n' "$(term title)" "$(term japanese)" > source/conf.py
printf 'Guide\n=====\n\n.. _near:\n\nBrandelmoorish Quorvexilian\n---------------------------\n\n.. _plant:\n\nFor %s\n----------------------------------\n\n.. py:function:: %s.open()\n' \
  "$(term text)" "$(term russian)" > source/index.rst
sphinx-build -q -b html source built
cp built/objects.inv "$out/sphinx.inv"
