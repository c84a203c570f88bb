// SPDX-License-Identifier: Apache-2.0
#pragma once

// Not for other modules: the checks that `checkup` is made of, each in the file of its subject.

#include <filesystem>
#include <optional>

#include "machine/cpu_times.hpp"
#include "machine/finding.hpp"

namespace trackmeet::machine {

// clock_checks.cpp: how fast the processor runs, and how that is measured.
Finding check_governor(const std::filesystem::path& root);
Finding check_turbo(const std::filesystem::path& root);
Finding check_battery(const std::filesystem::path& root);
Finding check_timer(const std::filesystem::path& root);

// share_checks.cpp: with whom the cores are shared.
Finding check_smt(const std::filesystem::path& root);
Finding check_cores(unsigned usable, unsigned listed);
Finding check_load(const std::optional<CpuTimes>& before, const std::optional<CpuTimes>& after, unsigned cores);
Finding check_virtualization(const std::filesystem::path& root, const std::optional<CpuTimes>& times);
Finding check_cpu_quota(const std::filesystem::path& root, unsigned cores);

// memory_checks.cpp: what memory the kernel gives.
Finding check_memory(const std::filesystem::path& root);
Finding check_swap(const std::filesystem::path& root);
Finding check_transparent_huge_pages(const std::filesystem::path& root);

// process_checks.cpp: what a process may do; and what the suite is, which `checkup` declares.
Finding check_aslr(const std::filesystem::path& root);
Finding check_perf_counters(const std::filesystem::path& root);

}  // namespace trackmeet::machine
