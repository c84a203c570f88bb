window.BENCHMARK_DATA = {
  "lastUpdate": 1700000002500,
  "repoUrl": "https://example.org/demo/demo",
  "entries": {
    "C++": [
      {
        "commit": { "id": "1111111111111111111111111111111111111111", "timestamp": "2023-11-14T22:00:00Z" },
        "date": 1700000000500,
        "tool": "googlecpp",
        "benches": [{ "name": "sort", "value": 10, "unit": "ns/iter", "extra": "iterations: 5" }]
      },
      {
        "commit": { "id": "2222222222222222222222222222222222222222", "timestamp": "2023-11-14T23:10:00+01:00" },
        "date": 1700000002500,
        "tool": "googlecpp",
        "benches": [
          { "name": "sort", "value": 12, "unit": "ns/iter" },
          { "name": "merge", "value": 3.5, "unit": "ms/iter" }
        ]
      }
    ],
    "Go": [
      {
        "commit": { "id": "2222222222222222222222222222222222222222", "timestamp": "2023-11-14T23:10:00+01:00" },
        "date": 1700000001500,
        "tool": "go",
        "benches": [
          { "name": "BenchmarkFib", "value": 250, "unit": "ns/op\t  48 B/op\t  2 allocs/op" },
          { "name": "BenchmarkFib - ns/op", "value": 250, "unit": "ns/op" },
          { "name": "BenchmarkFib - B/op", "value": 48, "unit": "B/op" },
          { "name": "BenchmarkFib - allocs/op", "value": 2, "unit": "allocs/op" }
        ]
      }
    ],
    "Serving": [
      {
        "commit": { "id": "1111111111111111111111111111111111111111" },
        "date": 1700000000600,
        "tool": "customBiggerIsBetter",
        "benches": [
          { "name": "requests", "value": 70, "unit": "req/s" },
          { "name": "free memory", "value": 150, "unit": "Megabytes" }
        ]
      }
    ]
  }
};
