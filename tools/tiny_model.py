"""Makes a tiny chat model with random weights: `python tools/tiny_model.py FOLDER`. Nothing is downloaded.

It says nonsense, but it is a real model to a real engine: weights, a tokenizer trained on the standard library's
sources, a chat template. Needs torch and transformers, as they are in vLLM's environment.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

HIDDEN, LAYERS, VOCABULARY, CONTEXT = 128, 18, 2048, 4096
# Some 8 ms a token on one core: slow enough to be stopped half-way, and for its server to keep up with telling of it.
END, START, STOP = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
TEMPLATE = (
    "{% for message in messages %}"
    f"{START}{{{{ message['role'] }}}}\n{{{{ message['content'] }}}}{STOP}\n"
    "{% endfor %}"
    f"{{% if add_generation_prompt %}}{START}assistant\n{{% endif %}}"
)


def make(folder: Path) -> None:
    """Writes config, weights and tokenizer into the folder; the same ones each time."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

    words = Tokenizer(models.BPE())
    words.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    words.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=[END, START, STOP],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    sources = sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py"))[:80]
    words.train([str(source) for source in sources], trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, eos_token=STOP, pad_token=END, model_max_length=CONTEXT)
    tokenizer.chat_template = TEMPLATE
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=HIDDEN,
        intermediate_size=3 * HIDDEN,
        num_hidden_layers=LAYERS,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        initializer_range=0.2,
        bos_token_id=None,
        eos_token_id=tokenizer.convert_tokens_to_ids(STOP),
        pad_token_id=tokenizer.convert_tokens_to_ids(END),
    )
    Qwen2ForCausalLM(config).to(torch.bfloat16).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
