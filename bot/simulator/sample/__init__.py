"""The sample township (示例镇): invented people, places and a plan. Nobody and nothing in it is real."""
