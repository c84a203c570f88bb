// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace trackmeet::duet {

/// Functions by their symbols, each as text in which nothing depends on where the linker put it. Several if functions
/// of several source files share a name; sorted then.
using Disassembly = std::map<std::string, std::vector<std::string>>;

/// Reads what `objdump -t -d --no-show-raw-insn` wrote and keeps the functions `wanted`; one with several names is
/// found by each that the symbol table (-t) has. Of each instruction: what is called or jumped to is a symbol, or a
/// distance from the beginning of the function; data is its symbol if that begins there, and otherwise nothing; the
/// padding behind a function is left out. So two constants that lie beside others, or two tables of jumps, are not told
/// apart. Where code has plain addresses (not position-independent), equal functions may look different, never the
/// other way round.
Disassembly parse_disassembly(std::string_view objdump, const std::set<std::string>& wanted);

/// One instruction of `function`, as said above: `call   1030 <puts@plt>` becomes `call <puts@plt>`.
std::string normalised_instruction(std::string_view instruction, std::string_view function);

}  // namespace trackmeet::duet
