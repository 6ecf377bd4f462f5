"""The model in the house: wired from the settings, asked outside the transaction, unknown to the flows."""

from __future__ import annotations

from sqlalchemy import insert

from bot.store.tables import new_id, service_message
from knowledge import words_of_answers as say
from tests.chat.world import World
from tests.model import endpoint as play
from tests.model.conftest import GOOD, QUESTION


def _world(data_dir, server) -> World:
    llm = {"base_url": server.base_url, "model": "m", "timeout_seconds": 20, "filing": "示例模型 备案0001"}
    return World(data_dir, llm=llm)


def test_a_deputy_reads_the_rephrased_point_the_mark_and_the_article(data_dir, server) -> None:
    world = _world(data_dir, server)
    server.behave = play.says(GOOD)
    reply = world.deputy("张三").says(QUESTION)
    assert GOOD in reply
    assert f"({say.AI_MARK};示例模型 备案0001)" in reply
    assert "应当认真研究办理代表建议" in reply
    world.house.close()


def test_while_the_model_thinks_others_can_write(data_dir, server) -> None:
    world, wrote = _world(data_dir, server), []

    def meanwhile(request: play.Request) -> None:
        row = {"id": new_id(), "channel": "wechat", "sender": "x", "sent_at": world.now}
        with world.house.database.write() as connection:
            connection.execute(insert(service_message).values(row))
        wrote.append(1)
        play.says(GOOD)(request)

    server.behave = meanwhile
    assert GOOD in world.deputy("张三").says(QUESTION)
    assert wrote == [1]
    world.house.close()


def test_an_answer_that_was_not_prepared_is_not_rephrased_in_the_transaction(data_dir, server) -> None:
    world = _world(data_dir, server)
    server.behave = play.says(GOOD)
    with world.house.database.write():
        answered = world.house.assistant.answerer.ask(QUESTION, None)
    assert GOOD not in answered.text
    assert server.asked == []
    world.house.close()


def test_names_of_the_roster_and_words_of_no_question_stay_in_the_house(data_dir, server) -> None:
    world = _world(data_dir, server)
    server.behave = play.says(GOOD)
    deputy = world.deputy("张三")
    deputy.says("李四代表提的建议多久要答复?")
    deputy.says("今天中午吃什么")
    deputy.says("帮助")
    (sent,) = server.asked
    assert "李四" not in play.json.dumps(sent, ensure_ascii=False)
    world.house.close()


def test_without_the_setting_there_is_no_model(data_dir) -> None:
    world = World(data_dir)
    assert not world.house.knowledge.has_model
    world.house.close()
